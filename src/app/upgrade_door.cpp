#include "app/upgrade_door.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "base/version.h"
#include "log/sealed_list.h"

namespace relevo {

UpgradeDoor::UpgradeDoor(Parts parts, Logger& logger) : parts_(std::move(parts)), logger_(logger) {
  if (!parts_.options.children_outlive) return;
  auto control = ControlSocket::open(parts_.launch.paths.control);
  if (control) {
    control_ = std::move(*control);
  } else {
    logger_.warning("nobody can ask for an upgrade", {{"what", control.error().what}});
  }
}

UpgradeDoor::~UpgradeDoor() {
  if (client_ >= 0) ::close(client_);
}

void UpgradeDoor::tell_done() {
  client_ = parts_.launch.handed_over->client;
  say("done", "all runs relevo " + std::string(relevo_version) + " of " + parts_.program->path());
}

std::vector<int> UpgradeDoor::descriptors() const {
  std::vector<int> all;
  if (control_) all = control_->descriptors();
  if (is_under_way()) {
    const std::vector<int> more = upgrade_->descriptors();
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

std::int64_t UpgradeDoor::due_ms() const { return is_under_way() ? upgrade_->due_ms() : INT64_MAX; }

void UpgradeDoor::turn(std::string_view why_not, std::int64_t now_ms) {
  take_requests(why_not, now_ms);
  if (!is_under_way()) return;
  upgrade_->turn(now_ms);
  if (upgrade_->is_supervisors_turn()) become_next(now_ms);
  if (!upgrade_->is_over()) return;
  running_ = upgrade_->running();
  upgrade_.reset();
}

void UpgradeDoor::take_requests(std::string_view why_not, std::int64_t now_ms) {
  if (!control_) return;
  while (auto asked = control_->take()) {
    std::string refusal{why_not};
    if (!asked->request) refusal = asked->request.error().what;
    if (is_under_way()) refusal = "another upgrade is under way";
    if (refusal.empty()) {
      client_ = asked->client;
      begin(*asked->request, now_ms);
    } else {
      answer(asked->client, "refused", refusal);
      ::close(asked->client);
    }
  }
}

void UpgradeDoor::begin(const UpgradeRequest& request, std::int64_t now_ms) {
  const std::string& path = request.program.empty() ? parts_.program->path() : request.program;
  auto found = Program::at(path);
  if (!found) return say("refused", found.error().what);
  auto program = std::make_shared<const Program>(std::move(*found));
  bool all = true;
  // A file that is held open already is known by who holds it: after an upgrade that failed, core
  // may run another one than the rest.
  for (const auto& held : {parts_.program, parts_.core.program(), parts_.voice.program()}) {
    if (held->is(*program)) {
      program = held;
    } else {
      all = false;
    }
  }
  if (all) return say("done", "all runs the program that is at " + path + " already");
  Handover sample = handover();
  // One that is dead just now is started again before it is handed over.
  sample.core = std::max(sample.core, ::getpid());
  sample.voice = std::max(sample.voice, ::getpid());
  const auto check = write_handover(sample);
  if (!check) return say("failed", check.error().what);
  std::vector<std::string> arguments = parts_.options.arguments;
  arguments.insert(arguments.end(), {"--handover", std::to_string(*check), "--check"});
  const auto list = log::SealedList::read(parts_.launch.paths.log);
  upgrade_ = std::make_unique<Upgrade>(
      Upgrade::Start{.core = parts_.core,
                     .voice = parts_.voice,
                     .to = std::move(program),
                     .running = running_,
                     .patience_ms = std::int64_t{request.patience_s} * 1000,
                     .needs_snapshots = list && list->dropped().last != 0,
                     .check_arguments = std::move(arguments),
                     .check_keeps = *check},
      [this](std::string_view kind, const std::string& sentence) { say(kind, sentence); }, now_ms);
}

void UpgradeDoor::become_next(std::int64_t now_ms) {
  Handover left = handover();
  left.program = upgrade_->to()->path();
  const Fault why = become(*upgrade_->to(), parts_.options.arguments, left);
  upgrade_->go_back(why.what, now_ms);
}

Handover UpgradeDoor::handover() const {
  return {.data_lock = parts_.launch.data_lock,
          .http_listener = parts_.launch.http_listener,
          .client = client_,
          .core = parts_.core.pid(),
          .voice = parts_.voice.pid(),
          .sip = parts_.launch.sip,
          .program = parts_.program->path()};
}

void UpgradeDoor::see_listening() {
  if (is_under_way()) upgrade_->see_listening();
}

void UpgradeDoor::see_death(const Child& child, const Death& death) {
  if (is_under_way()) upgrade_->see_death(child, death);
}

void UpgradeDoor::abandon(std::int64_t now_ms) {
  if (is_under_way()) upgrade_->abandon(now_ms);
}

void UpgradeDoor::say(std::string_view kind, const std::string& sentence) {
  if (kind == "step" || kind == "done") {
    logger_.info("upgrade", {{"what", sentence}});
  } else {
    logger_.warning("upgrade " + std::string(kind), {{"what", sentence}});
  }
  if (client_ < 0) return;
  answer(client_, kind, sentence);
  if (kind != "step") ::close(std::exchange(client_, -1));
}

}  // namespace relevo
