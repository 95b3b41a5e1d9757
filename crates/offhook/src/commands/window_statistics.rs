//! The figures of calls, for the window that shows them.

use std::sync::Arc;

use desk::Statistics;
use softphone::{CallCourse, PhoneHandle};

/// Those of a running phone.
pub(crate) struct WindowStatistics {
    handle: PhoneHandle,
}

impl WindowStatistics {
    /// Those of this phone.
    pub(crate) fn new(handle: PhoneHandle) -> Self {
        Self { handle }
    }
}

impl Statistics for WindowStatistics {
    fn calls(&self) -> Vec<Arc<CallCourse>> {
        self.handle.courses()
    }
}
