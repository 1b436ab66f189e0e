//! A table of answers that survives a kill.
//!
//! It is written in parts of a fixed number of rows, beside the place where the whole will
//! be: each part is written under another name, flushed to the disk and then renamed, so
//! that a part which is there is whole. Whoever takes the run up again counts the parts and
//! skips as many rows. Since the parts are cut by the number of rows alone, the whole is the
//! same byte for byte, however often the run was broken off.

use super::output::{Shape, Sink};
use crate::failure::Failure;
use crate::files::beside;
use serde_json::Value;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A folder with the parts that are done.
pub(crate) struct Parts {
    out: PathBuf,
    folder: PathBuf,
    done: u64,
    /// Held as long as the run lasts; the system lets go of it when the process ends.
    _lock: File,
}

/// What is there when a run begins.
pub(crate) enum Begin {
    /// Parts, none or some, and the run that they are of.
    Run(Parts, Value),
    /// The table is whole already.
    Finished,
}

/// What to do with what an earlier run left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Earlier {
    Refuse,
    Resume,
    Discard,
}

/// What the run is, in the folder of its parts.
const RUN: &str = "run.json";

impl Parts {
    /// Begins a run, or takes it up. `run` says what is asked; its member `now` is that of
    /// the earlier run, all others must be the same.
    pub(crate) fn begin(out: &Path, run: &Value, earlier: Earlier) -> Result<Begin, Failure> {
        let folder = beside(out, ".parts");
        let finished = beside(out, ".parts-done");
        discard(&finished)?;
        let (broken_off, whole) = (folder.join(RUN).exists(), out.symlink_metadata().is_ok());
        match earlier {
            Earlier::Discard => discard(&folder)?,
            Earlier::Refuse if broken_off => return Err(left_over(&folder)),
            Earlier::Refuse if whole => return Err(taken(out)),
            Earlier::Resume if whole && !broken_off => return Ok(Begin::Finished),
            Earlier::Refuse | Earlier::Resume => {}
        }
        let taken_up = earlier == Earlier::Resume && broken_off;
        if !taken_up {
            found(&folder, run).map_err(|error| Failure::file(&folder, error))?;
        }
        let path = folder.join(RUN);
        let lock = lock(&path)?;
        let before = fs::read(&path).map_err(|error| Failure::file(&path, error))?;
        let before: Value =
            serde_json::from_slice(&before).map_err(|error| Failure::file(&path, error))?;
        check_same(run, &before)?;
        let parts = Self { out: out.to_owned(), folder, done: 0, _lock: lock };
        let done = (0..).take_while(|number| parts.part(*number).exists()).count() as u64;
        Ok(Begin::Run(Self { done, ..parts }, before))
    }

    /// How many parts are done.
    pub(crate) fn done(&self) -> u64 {
        self.done
    }

    /// Begins the next part.
    pub(crate) fn open(&self, shape: &Shape) -> io::Result<Box<dyn Sink>> {
        shape.part(File::create(self.unfinished())?)
    }

    /// Ends a part: from now on its rows are not asked again.
    pub(crate) fn commit(&mut self, part: Box<dyn Sink>) -> io::Result<()> {
        part.finish()?;
        File::open(self.unfinished())?.sync_all()?;
        fs::rename(self.unfinished(), self.part(self.done))?;
        sync_folder(&self.folder)?;
        self.done += 1;
        Ok(())
    }

    /// Makes one table of the parts, and leaves nothing else behind.
    pub(crate) fn join(self, shape: &Shape) -> io::Result<()> {
        let whole = self.folder.join("whole");
        let mut parts = (0..self.done).map(|number| File::open(self.part(number)));
        shape.join(&mut parts, File::create(&whole)?)?;
        File::open(&whole)?.sync_all()?;
        fs::rename(&whole, &self.out)?;
        // In one step: half a folder would look like a run that was broken off.
        let finished = beside(&self.out, ".parts-done");
        fs::rename(&self.folder, &finished)?;
        fs::remove_dir_all(finished)
    }

    fn part(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number:09}"))
    }

    fn unfinished(&self) -> PathBuf {
        self.folder.join("unfinished")
    }
}

/// Makes the folder, and writes down what the run is: whole, or not at all.
fn found(folder: &Path, run: &Value) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let (new, path) = (folder.join("run.new"), folder.join(RUN));
    let mut file = File::create(&new)?;
    file.write_all(run.to_string().as_bytes())?;
    file.sync_all()?;
    fs::rename(new, path)?;
    sync_folder(folder)
}

/// A name is on the disk when its folder is.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn lock(path: &Path) -> Result<File, Failure> {
    let file = File::open(path).map_err(|error| Failure::file(path, error))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            Err(Failure::file(path, "another run is at work on it")
                .advice("wait until it has ended"))
        }
        // A file system without locks: two runs at once would write the same bytes.
        Err(TryLockError::Error(_)) | Ok(()) => Ok(file),
    }
}

fn check_same(run: &Value, before: &Value) -> Result<(), Failure> {
    let members = run.as_object().into_iter().flatten();
    let mut differs =
        members.filter(|(name, value)| *name != "now" && before.get(name) != Some(*value));
    match differs.next() {
        None => Ok(()),
        Some((name, _)) => Err(Failure::new(format!(
            "this is not the run that was broken off: `{name}` is another"
        ))
        .advice("give the same arguments and files, or begin anew with --force")),
    }
}

fn discard(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::file(folder, error)),
        _ => Ok(()),
    }
}

fn left_over(folder: &Path) -> Failure {
    Failure::file(folder, "a run was broken off here")
        .advice("take it up with --resume, or begin anew with --force")
}

fn taken(out: &Path) -> Failure {
    Failure::file(out, "the file is there already")
        .advice("choose another name, or overwrite it with --force")
}
