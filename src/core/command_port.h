// How the outside reaches the engine: commands in, one answer each.
#pragma once

#include <functional>
#include <vector>

#include "core/believed.h"
#include "core/commands.h"
#include "core/reject.h"

namespace relevo {

/// What became of a command, after its events are durable.
struct Answer {
  Reject reject = Reject::none;
  bool overloaded = false;  // Too much waits, the disk is full, the core is ending, or its log
                            // failed: try later; an idempotency key makes that safe.
  Position first = 0;       // Its events: `events` of them from here; the same again for a repeated
  std::uint32_t events = 0;  // idempotency key.
  Position position = 0;     // All of it is in the log up to here; with a key always the same.
};

class CommandPort {
 public:
  virtual ~CommandPort() = default;

  /// Never blocks; any thread. `done` is called exactly once and must only pass the answer on: on
  /// the engine's thread, or before post returns when it is refused as overload. Facts of a channel
  /// are refused so only when the core ends.
  virtual void post(Request request, std::function<void(const Answer&)> done) = 0;
};

/// What a channel's source is told when it greets or has reported.
struct Welcomed {
  std::uint64_t epoch = 0;
  std::uint64_t facts_taken = 0;  // Of the source's session.
  Position position = 0;
  std::vector<Believed> contacts;  // All with legs at that node.
};

class ChannelPort : public virtual CommandPort {
 public:
  /// Whether a new contact would be taken now. False: refuse it without doing any work for it. Any
  /// thread.
  virtual bool takes_arrivals() const = 0;

  /// False: too many facts wait already, or the core is ending; leave further ones where they come
  /// from for a while. Any thread.
  virtual bool takes_facts() const = 0;

  /// As post; `done` gets what is durable at that moment.
  virtual void welcome(NodeId node, std::uint64_t session,
                       std::function<void(const Welcomed&)> done) = 0;
};

}  // namespace relevo
