// The page of memory that says what core was carrying out when it crashed.
#pragma once

#include <memory>
#include <string>

#include "app/paths.h"
#include "app/program.h"
#include "base/logger.h"
#include "base/result.h"
#include "engine/in_hand.h"

namespace relevo {

/// A file on /dev/shm: it outlives the process, at the price of some stores to memory a command.
class InHandPage final : public InHand {
 public:
  static constexpr std::uint64_t crashes_max = 2;  // In hand at so many crashes: it is the cause.
  static constexpr std::size_t suspects_max = 16;  // The oldest is forgotten.

  /// Looks what was in hand when the process before crashed. Crashes of another program than
  /// `ours`, which an upgrade has tried, are not held against a command here. Fault disk.
  static Result<std::unique_ptr<InHandPage>> open(const DataPaths& paths,
                                                  const ProgramIdentity& ours, Logger& logger);
  ~InHandPage() override;
  InHandPage(const InHandPage&) = delete;
  InHandPage& operator=(const InHandPage&) = delete;

  bool take(const CommandIdentity& identity) override;
  void put_down() override;
  void replaying(Position first) override;

  /// Where the log stood when core crashed in its replay; 0: not in a replay, or not known. For
  /// the supervisor, while core is not running.
  static Position crashed_at(const DataPaths& paths);

 private:
  struct Page;

  InHandPage(Page* page, const ProgramIdentity& ours) : page_(page), ours_(ours) {}
  void look_back(Logger& logger);
  static Result<Page*> map(const std::string& path);

  Page* const page_;
  const ProgramIdentity ours_;
};

}  // namespace relevo
