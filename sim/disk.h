// A disk that forgets: keeps apart what was synced and what was only written, and decides at a
// power cut what of the rest is still there.
//
// The log's files are real ones in memory (/dev/shm); this stands between them and the log where
// log/file.h lets tests stand.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "core/types.h"
#include "log/file.h"
#include "sim/chance.h"

namespace relevo::sim {

/// What a system call of the log meets.
enum class DiskTrouble : std::uint8_t { none, write_error, cut };

/// One at a time: the log's calls carry no context, so they reach the newest one.
class Disk {
 public:
  explicit Disk(Chance chance);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  /// Of the log.
  std::string folder() const { return folder_ + "/log"; }
  static log::FileCalls calls();

  /// The call after `calls_from_now` more fails, or is the last thing that the process does.
  void plan_trouble(DiskTrouble trouble, std::uint64_t calls_from_now);
  void set_full(bool full) { full_ = full; }
  /// Forgets what was planned: the weather is calm.
  void heal();

  /// The process that wrote has ended; whatever it still tries does not happen.
  bool dead() const { return dead_; }
  /// Its end, and the next process: what was written stays as it is.
  void process_ended();
  /// The same without electricity: of what was not synced each piece is kept, lost or torn.
  void power_cut();

  /// Whether a power cut now would leave every event up to this one.
  bool holds(Position last) const;

  /// Over the bytes of all segments, in their order.
  std::uint64_t hash_of_segments() const;

  std::uint64_t writes() const { return writes_; }

 private:
  struct Piece {
    std::uint64_t offset = 0;
    Bytes bytes;             // Empty: the file was made longer, or cut off at `offset`.
    std::uint64_t size = 0;  // Longer by so much; 0: cut off.
  };
  /// A name that was given or taken away and is not yet durable.
  struct NameChange {
    std::string from;  // Empty: `to` was removed.
    std::string to;
    std::string kept;  // What stood under `to` before; empty: nothing.
  };
  struct FileKept {
    Bytes durable;
    std::vector<Piece> written;  // Not yet synced, in order.
    std::vector<Piece> doomed;   // Their sync failed: the machine forgets that they are dirty.
  };

  static ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset);
  static int fdatasync(int descriptor);
  static int fallocate(int descriptor, int mode, off_t offset, off_t size);
  static int ftruncate(int descriptor, off_t size);
  static int fsync_folder(int descriptor);
  static int rename(const char* from, const char* to);
  static int unlink(const char* path);

  /// False with errno set: this call does not happen.
  bool may_go_on();
  std::string keep(const std::string& path);
  void undo_names();
  void drop_kept();
  std::string kept_folder() const { return folder_ + "/kept"; }
  DiskTrouble next_call();
  FileKept& file_of(int descriptor);
  void apply(Bytes& image, const Piece& piece) const;
  Bytes after_power_cut(const FileKept& file);
  void keep_part(Bytes& image, const Piece& piece);
  bool all_synced() const;
  void forget_unfinished();
  std::vector<std::string> names() const;

  static thread_local Disk* newest_;

  Chance chance_;
  std::string folder_;
  std::map<std::uint64_t, FileKept> files_;  // By inode.
  std::vector<NameChange> names_changed_;
  std::uint64_t kept_ = 0;
  DiskTrouble trouble_ = DiskTrouble::none;
  std::uint64_t calls_to_trouble_ = 0;
  bool full_ = false;
  bool dead_ = false;
  std::uint64_t writes_ = 0;
};

}  // namespace relevo::sim
