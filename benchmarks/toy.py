"""The peer: a bare Streamlit page with one filter and one Plotly chart."""

import plotly.graph_objects as go
import streamlit as st

period = st.selectbox("Period", ["2024", "2023", "2022"])
st.subheader(f"Of {period}")
st.plotly_chart(go.Figure(go.Bar(x=[1, 2, 3], y=["a", "b", "c"], orientation="h")))
