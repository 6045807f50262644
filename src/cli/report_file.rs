//! Files that reports are written to: what stood there before stays until the new one is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use tempfile::NamedTempFile;

use crate::input::discover::cause;
use crate::pipeline::output::Destination;

/// Bytes that are gathered before they are written.
const BUFFER: usize = 64 * 1024;

/// A report that becomes the file at its path when it is finished. Dropped before, it leaves what was there.
struct ReportFile {
    /// None once it is finished.
    writer: Option<BufWriter<NamedTempFile>>,
    path: PathBuf,
}

/// Opens the target of a report: a file that is replaced as a whole, or a pipe or device that is written to
/// as it is.
pub fn create(path: &Path) -> anyhow::Result<Box<dyn Destination>> {
    let creating = |error: io::Error| anyhow!("creating {}: {}", path.display(), cause(&error));
    match fs::metadata(path) {
        Ok(data) if data.is_dir() => Err(anyhow!("creating {}: is a directory", path.display())),
        // `/dev/stdout` and named pipes: a file in their place would be no pipe.
        Ok(data) if !data.is_file() => {
            let device = File::options().write(true).open(path).map_err(creating)?;
            Ok(Box::new(Direct(BufWriter::with_capacity(BUFFER, device))))
        }
        known => match ReportFile::beside(path, known.ok()) {
            Ok(file) => Ok(Box::new(file)),
            // A file that may be written in a folder that may not: there is no place for a second one.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && path.is_file() => {
                let file = File::options().write(true).truncate(true).open(path).map_err(creating)?;
                Ok(Box::new(Direct(BufWriter::with_capacity(BUFFER, file))))
            }
            Err(error) => Err(creating(error)),
        },
    }
}

impl ReportFile {
    fn beside(path: &Path, known: Option<fs::Metadata>) -> io::Result<Self> {
        // A link stays a link: the file it leads to is replaced.
        let path = if path.is_symlink() { path.canonicalize()? } else { path.to_owned() };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if known.is_some() {
            // Who may not write to the file may not replace it either.
            File::options().append(true).open(&path)?;
        }
        let file = temporary(folder)?;
        if let Some(known) = known {
            file.as_file().set_permissions(known.permissions())?;
        }
        Ok(Self { writer: Some(BufWriter::with_capacity(BUFFER, file)), path })
    }
}

/// A file that goes away unless it is kept, with the permissions that new files get.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    // As for any new file: `tempfile` makes private ones, and the user's mask takes away what is not to be.
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(".newscheck-").tempfile_in(folder)
}

impl Write for ReportFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.as_mut().map_or(Ok(0), |writer| writer.write(bytes))
    }

    /// Nothing reads the file before it is finished: there is no hurry.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Destination for ReportFile {
    fn finish(&mut self) -> io::Result<()> {
        let Some(writer) = self.writer.take() else { return Ok(()) };
        let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_data()?;
        file.persist(&self.path).map(drop).map_err(|error| error.error)
    }
}

/// Standard output, a pipe or a device.
pub struct Direct<W: Write>(pub BufWriter<W>);

/// Standard output as a target.
pub fn stdout() -> Direct<Stdout> {
    Direct(BufWriter::with_capacity(BUFFER, io::stdout()))
}

impl<W: Write> Write for Direct<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<W: Write + Send> Destination for Direct<W> {}
