"""Tests of `archive serve`: every server is on the loopback, on a port that was free, and stops with its test."""
