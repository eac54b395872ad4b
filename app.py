"""Streamlit's entry in a checkout (`streamlit run app.py`); `jixiao serve` starts the same thing."""

if __name__ == "__main__":  # a reading process imports the main script anew, and shall not draw pages
    from dashboard.main import main

    main()
