//! The address book for the window: read and written by a thread of its own.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use contacts::{Book, BookFile, Contact, Store, StoreError};
use desk::{BookNews, Contacts};
use tokio::sync::watch;

use crate::commands::window_sound::Wake;
use crate::documents;

/// How many wishes wait for the disk at most: more than a person has at once.
const QUEUE: usize = 64;

/// How often files are looked at while somebody wants the book.
const LOOK: Duration = Duration::from_secs(2);

/// The address book of a phone in a window.
pub(crate) struct WindowContacts {
    shared: Arc<Mutex<Shared>>,
    /// Until the thread has begun.
    store: Mutex<Option<Store>>,
    jobs: SyncSender<Job>,
    waiting: Mutex<Option<Receiver<Job>>>,
}

struct Shared {
    books: watch::Sender<Arc<Book>>,
    files: Vec<BookFile>,
    news: Option<BookNews>,
    looked: Option<Instant>,
}

/// What is asked of the thread.
enum Job {
    Look,
    Put(Box<Contact>),
    Remove(Vec<String>),
    Import(PathBuf),
    Export(PathBuf, Vec<Contact>),
    /// These files from now on: the own book's, and those of further ones.
    KeepIn(PathBuf, Vec<PathBuf>),
}

impl WindowContacts {
    /// Those of this store, which is read when the window is there.
    pub(crate) fn new(store: Store) -> Self {
        let (jobs, waiting) = sync_channel(QUEUE);
        Self {
            shared: Arc::new(Mutex::new(Shared {
                books: watch::Sender::new(Arc::new(store.book())),
                files: store.files(),
                news: None,
                looked: None,
            })),
            store: Mutex::new(Some(store)),
            jobs,
            waiting: Mutex::new(Some(waiting)),
        }
    }

    /// Reads the files from now on; the window is woken when there is something new.
    pub(crate) fn wake_by(&self, wake: Wake) {
        let store = lock(&self.store).take();
        let waiting = lock(&self.waiting).take();
        let Some((store, waiting)) = store.zip(waiting) else {
            return;
        };
        let shared = Arc::clone(&self.shared);
        let thread = std::thread::Builder::new()
            .name("contacts".to_owned())
            .spawn(move || work(store, &waiting, &shared, &wake));
        if let Err(error) = thread {
            tracing::error!(%error, "the contacts are not read");
        }
        self.ask(Job::Look);
    }

    /// The own book is in this file from now on, further ones in these. Where there is no own
    /// file nothing is kept, and all stays.
    pub(crate) fn keep_in(&self, own: Option<PathBuf>, others: Vec<PathBuf>) {
        if let Some(own) = own {
            self.ask(Job::KeepIn(own, others));
        }
    }

    /// The book, and a wake-up whenever it is another one.
    pub(crate) fn books(&self) -> watch::Receiver<Arc<Book>> {
        lock(&self.shared).books.subscribe()
    }

    /// The files, the own book's first, and what came of reading them.
    pub(crate) fn files(&self) -> Vec<BookFile> {
        lock(&self.shared).files.clone()
    }

    /// Look at the files now.
    pub(crate) fn look(&self) {
        self.ask(Job::Look);
    }

    fn ask(&self, job: Job) {
        if self.jobs.try_send(job).is_err() {
            tracing::warn!("the contacts took no more wishes; one was dropped");
        }
    }

    fn order(&self, job: Job) {
        lock(&self.shared).news = None;
        self.ask(job);
    }
}

impl Contacts for WindowContacts {
    fn book(&self) -> Arc<Book> {
        let mut shared = lock(&self.shared);
        let due = shared.looked.is_some_and(|looked| looked.elapsed() >= LOOK);
        if due {
            shared.looked = None;
            self.ask(Job::Look);
        }
        Arc::clone(&shared.books.borrow())
    }

    fn put(&self, contact: Contact) {
        self.order(Job::Put(Box::new(contact)));
    }

    fn remove(&self, uids: Vec<String>) {
        self.order(Job::Remove(uids));
    }

    fn import(&self, file: PathBuf) {
        let typed = file.to_str().map(documents::typed);
        self.order(Job::Import(typed.unwrap_or(file)));
    }

    fn export_path(&self) -> String {
        documents::free_file("contacts", "vcf")
    }

    fn export(&self, path: &str, contacts: Vec<Contact>) {
        self.order(Job::Export(documents::typed(path), contacts));
    }

    fn news(&self) -> Option<BookNews> {
        lock(&self.shared).news.clone()
    }
}

/// What waits is whole whatever happened to a thread that held it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does what is asked, until nobody can ask any more.
fn work(mut store: Store, jobs: &Receiver<Job>, shared: &Mutex<Shared>, wake: &Wake) {
    while let Ok(job) = jobs.recv() {
        let (changed, news) = match job {
            Job::Look => {
                let (changed, errors) = store.refresh();
                for error in &errors {
                    tracing::warn!("{error}");
                }
                let failed = errors.first().map(failed);
                (changed, failed)
            }
            Job::KeepIn(own, others) => {
                store = Store::new(own, others);
                let (_, errors) = store.refresh();
                for error in &errors {
                    tracing::warn!("{error}");
                }
                (true, errors.first().map(failed))
            }
            Job::Put(contact) => done(store.put(*contact)),
            Job::Remove(uids) => done(store.remove(&uids)),
            Job::Import(file) => match store.import(&file) {
                Ok(import) => (true, Some(BookNews::Imported(import))),
                Err(error) => (false, Some(failed(&error))),
            },
            Job::Export(file, chosen) => match contacts::export(&file, &chosen) {
                Ok(()) => (false, Some(BookNews::Exported(file.display().to_string()))),
                Err(error) => (false, Some(failed(&error))),
            },
        };
        let book = changed.then(|| Arc::new(store.book()));
        let files = store.files();
        let mut shared = lock(shared);
        let told = news.is_some() && news != shared.news;
        shared.looked = Some(Instant::now());
        let told = told || files != shared.files;
        shared.files = files;
        if let Some(book) = book {
            shared.books.send_replace(book);
        }
        if news.is_some() {
            shared.news = news;
        }
        drop(shared);
        if changed || told {
            wake();
        }
    }
}

fn done<T>(result: Result<T, StoreError>) -> (bool, Option<BookNews>) {
    match result {
        Ok(_) => (true, None),
        Err(error) => (false, Some(failed(&error))),
    }
}

fn failed(error: &StoreError) -> BookNews {
    BookNews::Failed(error.to_string())
}
