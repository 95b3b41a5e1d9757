//! Protecting packets, and taking the protection off, neither allocates nor frees.

use assert_no_alloc::{AllocDisabler, assert_no_alloc};
use media::{Incoming, MasterKey, Outgoing, Suite};

#[global_allocator]
static ALLOCATOR: AllocDisabler = AllocDisabler;

#[test]
fn protection_allocates_nothing_whatever_comes() {
    for suite in Suite::ALL {
        let key = MasterKey::new(suite, &[1; 16], &[2; 14][..suite.salt_len()]).expect("a key");
        let (mut outgoing, mut incoming) = (Outgoing::new(&key), Incoming::new(&key));
        let mut report = vec![0x80, 200, 0, 6];
        report.resize(28, 7);
        for n in 0..100_u8 {
            let mut packet = vec![0x80, 0, 0, n, 0, 0, 0, 0, 0, 0, 0, n / 2];
            packet.resize(172, n);
            let mut sealed = [0; 200];
            assert_no_alloc(|| {
                let protected = outgoing.protect(&packet).expect("a packet");
                let sealed = &mut sealed[..protected.len()];
                sealed.copy_from_slice(protected);
                assert!(incoming.unprotect(sealed).is_ok());
                assert!(incoming.unprotect(sealed).is_err());
                assert!(incoming.unprotect(&packet).is_err());
                let report = outgoing.protect_control(&report).expect("a report");
                assert!(incoming.unprotect_control(report).is_ok());
            });
        }
    }
}
