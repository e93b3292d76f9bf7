// Who is signed in: from the digest of a token to its user, folded from the log, so that a
// restart asks nobody to sign in again.
#pragma once

#include <map>
#include <optional>

#include "core/record.h"

namespace relevo {

struct SignedIn {
  SessionId session;
  UserId user;
  Time expires_at;

  friend bool operator==(const SignedIn&, const SignedIn&) = default;
};

template <class V>
void fields(V& visit, SignedIn& o) {
  visit(1, "session", o.session);
  visit(2, "user", o.user);
  visit(3, "expires_at", o.expires_at);
}

class Sessions {
 public:
  void apply(const Record& record);

  /// Nullptr when no open session has this token. The caller compares expires_at with now.
  const SignedIn* find(const Digest& token) const;

  /// The byte form of a snapshot, and back; nothing when the bytes are damaged.
  void encode_to(Bytes& out) const;
  static std::optional<Sessions> decode_from(ByteView bytes);

 private:
  std::map<Digest, SignedIn> by_token_;
  std::map<SessionId, Digest> token_of_;
};

}  // namespace relevo
