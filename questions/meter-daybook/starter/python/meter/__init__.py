"""Reads files of energy meter readings."""
