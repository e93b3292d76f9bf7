// Where a running `serve` is asked for an upgrade: one at a time, from its check to its end.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/child.h"
#include "app/control.h"
#include "app/launch.h"
#include "app/upgrade.h"
#include "base/logger.h"

namespace relevo {

class UpgradeDoor {
 public:
  struct Parts {
    const ServeOptions& options;
    const Launch& launch;
    Child& core;
    Child& voice;
    std::shared_ptr<const Program> program;  // Of this process.
  };

  /// Opens the control socket; without it the server goes on, and a warning says so.
  UpgradeDoor(Parts parts, Logger& logger);
  ~UpgradeDoor();
  UpgradeDoor(const UpgradeDoor&) = delete;
  UpgradeDoor& operator=(const UpgradeDoor&) = delete;

  /// This process is what an upgrade has made of it: who asked is told that it is done.
  void tell_done();

  /// To be polled for reading.
  std::vector<int> descriptors() const;
  std::int64_t due_ms() const;  // INT64_MAX: nothing is under way.

  /// Takes requests and goes on with the upgrade, behind each look at the children. Does not come
  /// back when this process becomes the new program. `why_not`: why none may begin now; empty: one
  /// may.
  void turn(std::string_view why_not, std::int64_t now_ms);

  /// Core says that voice can connect.
  void see_listening();

  /// A process has died that nobody had asked to end.
  void see_death(const Child& child, const Death& death);

  /// The server is to end.
  void abandon(std::int64_t now_ms);

 private:
  bool is_under_way() const { return upgrade_ != nullptr && !upgrade_->is_over(); }
  void take_requests(std::string_view why_not, std::int64_t now_ms);
  void begin(const UpgradeRequest& request, std::int64_t now_ms);
  void become_next(std::int64_t now_ms);
  Handover handover() const;
  void say(std::string_view kind, const std::string& sentence);

  const Parts parts_;
  Logger& logger_;
  std::unique_ptr<ControlSocket> control_;
  std::unique_ptr<Upgrade> upgrade_;
  Formats running_ = formats_of_this_build();  // Of core's program, which may not be this one.
  int client_ = -1;                            // Who asked; -1: nobody, or gone.
};

}  // namespace relevo
