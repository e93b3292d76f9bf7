// An executable file held open: it stays the same one while another is put at its path.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace relevo {

/// Which file it is, for notes that outlive the processes: another one at its path is another.
struct ProgramIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t changed_ns = 0;  // When its bytes last did: inodes are used again.

  friend bool operator==(const ProgramIdentity&, const ProgramIdentity&) = default;
};

class Program {
 public:
  /// The one that runs now. Its path is `path`, or where it is empty the one that it was started
  /// by, links not followed: what is installed later is found there.
  static Result<Program> running(const std::string& path = "");

  /// The one that is at this absolute path now. Fault input: there is none that can be run.
  static Result<Program> at(const std::string& path);

  Program(Program&& other) noexcept;
  Program& operator=(Program&& other) noexcept;
  ~Program();

  const std::string& path() const { return path_; }

  /// What exec is called with: a name of the open file, good in a forked child too.
  std::string exec_path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  /// All 0 when the system does not say.
  ProgramIdentity identity() const;

  /// Whether it is the very same file.
  bool is(const Program& other) const;

  /// Whether the process runs this very file.
  bool runs_in(int pid) const;

 private:
  Program(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}

  int descriptor_ = -1;
  std::string path_;
};

}  // namespace relevo
