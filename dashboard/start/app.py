"""
The script that an installed copy starts; `app.py` of a checkout does the same.

It stands in a folder of its own, since Streamlit takes a folder `pages` beside the script
for a list of pages, and finds its settings in `.streamlit` beside the script.
"""

if __name__ == "__main__":  # a reading process imports the main script anew, and shall not draw pages
    from dashboard.main import main

    main()
