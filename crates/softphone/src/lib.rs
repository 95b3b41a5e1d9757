//! One running phone: sockets, timers, threads.
