"""
Frames of queries become figures (plain dicts), sentences and lists to be read.

Pure: no Streamlit, no query. Words of strangers are made literal on the way.
"""
