//! What the tests in `tests/` share: programs to start, signals to recognise.
