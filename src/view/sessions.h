// Who is signed in: from the digest of a token to its user, folded from the log, so that a
// restart asks nobody to sign in again.
#pragma once

#include <map>

#include "core/record.h"

namespace relevo {

struct SignedIn {
  SessionId session;
  UserId user;
  Time expires_at;
};

class Sessions {
 public:
  void apply(const Record& record);

  /// Nullptr when no open session has this token. The caller compares expires_at with now.
  const SignedIn* find(const Digest& token) const;

 private:
  std::map<Digest, SignedIn> by_token_;
  std::map<SessionId, Digest> token_of_;
};

}  // namespace relevo
