"""Streamlit's entry in a checkout (`streamlit run app.py`); `jixiao serve` starts the same thing."""

from dashboard.main import main

main()
