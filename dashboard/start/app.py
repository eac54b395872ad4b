"""
The script that an installed copy starts; `app.py` of a checkout is the same two lines.

It stands in a folder of its own, since Streamlit takes a folder `pages` beside the script
for a list of pages, and finds its settings in `.streamlit` beside the script.
"""

from dashboard.main import main

main()
