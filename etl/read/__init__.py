"""Bytes to a document or workbook with coordinates."""
