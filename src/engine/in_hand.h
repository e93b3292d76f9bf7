// What the engine is carrying out at this moment, noted where it outlives the process: whoever
// follows after a crash knows what to be careful with.
#pragma once

#include <cstdint>

#include "core/commands.h"

namespace relevo {

/// Who a command is from and which it is, without what it says: no personal data.
struct CommandIdentity {
  CommandKind kind = CommandKind::none;
  std::uint64_t node = 0;  // A fact: its source.
  std::uint64_t session = 0;
  std::uint64_t number = 0;
  std::uint64_t by = 0;  // A person's: who, and the digest of the idempotency key.
  Digest key{};

  friend bool operator==(const CommandIdentity&, const CommandIdentity&) = default;

  /// False: a command of the engine itself, or one that is the same as any other of its kind. It
  /// cannot be set aside; nobody repeats it without asking.
  bool is_one() const { return number != 0 || key != Digest{}; }
};

CommandIdentity identity_of(const Request& request);

/// Engine's thread.
class InHand {
 public:
  virtual ~InHand() = default;

  /// Right before the command is carried out; false: it is one, was in hand when the process
  /// crashed, more than once, and is not to be carried out.
  virtual bool take(const CommandIdentity& identity) = 0;

  /// It has been carried out.
  virtual void put_down() = 0;

  /// The batch that begins with this position is being replayed; 0: none any more.
  virtual void replaying(Position first) = 0;
};

/// For engines that nobody follows.
class NothingInHand final : public InHand {
 public:
  bool take(const CommandIdentity& /*identity*/) override { return true; }
  void put_down() override {}
  void replaying(Position /*first*/) override {}
};

}  // namespace relevo
