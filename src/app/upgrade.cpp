#include "app/upgrade.h"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <utility>

namespace relevo {

namespace {

constexpr std::size_t printed_max = 400;  // Of a line that the new program printed, shown again.
constexpr std::size_t lines_max = 200;    // Of all that it prints.

/// A line of somebody else's, fit for a terminal.
std::string shown(std::string line) {
  line.resize(std::min(line.size(), printed_max));
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, '?');
  return line;
}

std::string after(std::int64_t ms) { return "ready after " + std::to_string(ms) + " ms"; }

/// With the program that it is to run.
bool serves(const Child& child) { return child.runs(child.program()) && child.ready(); }

std::string within(std::int64_t ms) { return " within " + std::to_string(ms / 1000) + " s"; }

}  // namespace

Upgrade::Upgrade(Start start, Say say, std::int64_t now_ms)
    : start_(std::move(start)),
      core_before_(start_.core.program()),
      voice_before_(start_.voice.program()),
      say_(std::move(say)),
      check_(Child::Start{.name = "check",
                          .program = start_.to,
                          .arguments = start_.check_arguments,
                          .keeps = {start_.check_keeps},
                          .tells = Child::Tells::everything,
                          .ends_with_us = true}),
      next_(fault(Fault::Kind::input, "it says nothing")),
      began_ms_(now_ms),
      due_ms_(now_ms + check_ms_max) {
  say_("step", "asking " + start_.to->path() + " what it is");
  check_.start(now_ms);
}

Upgrade::~Upgrade() { ::close(start_.check_keeps); }

std::vector<int> Upgrade::descriptors() const {
  if (step_ != Step::check) return {};
  std::vector<int> all{check_.pidfd(), check_.pipe()};
  std::erase(all, -1);
  return all;
}

void Upgrade::turn(std::int64_t now_ms) {
  switch (step_) {
    case Step::check:
      return check(now_ms);
    case Step::core:
      return watch(start_.core, now_ms);
    case Step::voice:
      return watch(start_.voice, now_ms);
    case Step::settle:
      return settle(now_ms);
    case Step::back:
      return look_back(now_ms);
    case Step::supervisor:
    case Step::over:
      return;
  }
}

// ---- What it is ---------------------------------------------------------------------------------

void Upgrade::check(std::int64_t now_ms) {
  const auto death = check_.reap(now_ms);  // First: all that it printed is in the pipe then.
  for (const std::string& line : check_.read_lines()) {
    if (lines_ == lines_max) break;
    if (auto said = parse_formats(line)) {
      next_ = std::move(said);
    } else {
      printed_ = shown(line);
    }
    if (++lines_ == lines_max) check_.signal(SIGKILL);
  }
  if (death) {
    take_check(*death, now_ms);
  } else if (now_ms >= due_ms_) {
    printed_ = "it did not end" + within(check_ms_max);
    lines_ = lines_max;
    check_.signal(SIGKILL);
    due_ms_ = now_ms + check_ms_max;
  }
}

void Upgrade::take_check(const Death& death, std::int64_t now_ms) {
  const std::string path = start_.to->path() + ": ";
  if (death.status != 0) {
    const std::string said = printed_.empty() ? "it says nothing" : printed_;
    return end("refused", path + "it does not run here with this server's flags (" + death.cause() +
                              "): " + said);
  }
  if (!next_)
    return end("refused", path + "it does not say what it reads and writes; is it a relevo?");
  const auto fit = check_fit(start_.running, *next_);
  if (!fit) return end("refused", path + fit.error().what);
  if (fit->folds_whole && start_.needs_snapshots) {
    return end("refused", path + "relevo " + next_->version +
                              " cannot use the snapshots that there are, and old events were "
                              "dropped from the log, which it would have to read whole");
  }
  fit_ = *fit;
  say_("step", "relevo " + next_->version + " may take over from relevo " + start_.running.version +
                   (fit_.together ? "; core and voice are replaced together, they would not "
                                    "understand the other ones"
                                  : "") +
                   (fit_.folds_whole ? "; its core reads the whole log, not a snapshot" : ""));
  replace_core(now_ms);
}

// ---- To the new program -------------------------------------------------------------------------

void Upgrade::replace_core(std::int64_t now_ms) {
  step_ = Step::core;
  due_ms_ = now_ms;
  if (moves(start_.core)) return;
  deaths_ = 0;
  began_ms_ = now_ms;
  ready_by_ms_ = 0;
  start_.core.replace(start_.to, SIGTERM, now_ms);
}

void Upgrade::replace_voice(std::int64_t now_ms) {
  step_ = Step::voice;
  due_ms_ = now_ms;
  if (moves(start_.voice)) return;
  deaths_ = 0;
  began_ms_ = now_ms;
  ready_by_ms_ = 0;
  // A signal that it could hear would end its calls; this one leaves them to the next.
  start_.voice.replace(start_.to, SIGKILL, now_ms);
}

void Upgrade::watch(Child& child, std::int64_t now_ms) {
  if (child.running() && !child.runs(start_.to)) {  // It was asked to end.
    due_ms_ = began_ms_ + core_end_ms_max;
    if (now_ms < due_ms_) return;
    child.signal(SIGKILL);
    due_ms_ = now_ms + core_end_ms_max;
    return;
  }
  // From its first start on, though it may have died before it said a word.
  if (&child == &start_.core && fit_.migrates) core_wrote_ = true;
  if (fit_.together && !moves(start_.voice)) {
    start_.voice.replace(start_.to, SIGKILL, now_ms);
  }
  const std::int64_t patience_ms =
      step_ == Step::voice ? std::min(start_.patience_ms, voice_ms_max) : start_.patience_ms;
  if (ready_by_ms_ == 0) ready_by_ms_ = now_ms + patience_ms;
  due_ms_ = ready_by_ms_;
  if (serves(child)) {
    say_("step", child.name() + " runs the new program, " + after(now_ms - began_ms_));
    if (step_ == Step::core) return replace_voice(now_ms);
    step_ = Step::settle;
    deaths_ = 0;
    began_ms_ = now_ms;
    ready_by_ms_ = now_ms + settle_ms + start_.patience_ms;
    due_ms_ = now_ms + settle_ms;
  } else if (deaths_ >= deaths_max) {
    go_back(cause_, now_ms);
  } else if (now_ms >= ready_by_ms_) {
    go_back(child.name() + " was not ready" + within(patience_ms), now_ms);
  }
}

void Upgrade::settle(std::int64_t now_ms) {
  const bool all = serves(start_.core) && serves(start_.voice);
  if (!all) began_ms_ = now_ms;
  due_ms_ = std::min(began_ms_ + settle_ms, ready_by_ms_);
  if (deaths_ >= deaths_max) {
    go_back(cause_, now_ms);
  } else if (all && now_ms >= began_ms_ + settle_ms) {
    step_ = Step::supervisor;
  } else if (now_ms >= ready_by_ms_) {
    go_back("a process that had died was not ready" + within(start_.patience_ms), now_ms);
  }
}

void Upgrade::see_death(const Child& child, const Death& death) {
  if (!moves(child)) return;
  ++deaths_;
  cause_ = child.name() + " died again and again: " + death.cause();
}

// ---- And back -----------------------------------------------------------------------------------

void Upgrade::go_back(const std::string& why, std::int64_t now_ms) {
  // What it has written, the old one might not be able to read.
  const bool core_stays = !core_may_return();
  why_back_ = "relevo " + next_->version + ": " + why;
  say_("step", why_back_ + "; going back");
  why_back_ += core_stays
                   ? "; what the old program can run runs on it again, core does not: the log or "
                     "the records may hold what only relevo " +
                         next_->version + " reads"
                   : "; all runs on the old program again";
  step_ = Step::back;
  began_ms_ = now_ms;
  due_ms_ = now_ms + core_end_ms_max;
  ready_by_ms_ = now_ms + core_end_ms_max + start_.patience_ms;
  if (!core_stays && moves(start_.core) && core_before_ != start_.to) {
    start_.core.replace(core_before_, start_.core.ready() ? SIGTERM : SIGKILL, now_ms);
  }
  if (!(core_stays && fit_.together) && moves(start_.voice) && voice_before_ != start_.to) {
    start_.voice.replace(voice_before_, SIGKILL, now_ms);
  }
}

void Upgrade::look_back(std::int64_t now_ms) {
  if (serves(start_.core) && serves(start_.voice)) return end("failed", why_back_);
  if (now_ms >= ready_by_ms_) {
    return end("failed", why_back_ + "; but it is not ready there" + within(start_.patience_ms) +
                             ", the server's own log says why");
  }
  if (now_ms < due_ms_) return;
  due_ms_ = ready_by_ms_;
  if (start_.core.running() && !start_.core.runs(start_.core.program())) {
    start_.core.signal(SIGKILL);
  }
}

void Upgrade::abandon(std::int64_t now_ms) {
  check_.signal(SIGKILL);  // Collected when the supervisor has ended.
  const auto leave = [&](Child& child, const std::shared_ptr<const Program>& before) {
    if (!moves(child) || serves(child)) return;
    if (&child == &start_.core && !core_may_return()) return;
    if (child.runs(start_.to)) {
      child.replace(before, SIGKILL, now_ms);
    } else {
      child.set_program(before);
    }
  };
  leave(start_.core, core_before_);
  leave(start_.voice, voice_before_);
  end("failed", "serve was asked to end meanwhile");
}

void Upgrade::end(std::string_view kind, const std::string& sentence) {
  step_ = Step::over;
  say_(kind, sentence);
}

}  // namespace relevo
