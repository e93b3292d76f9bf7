#include "view/sessions.h"

namespace relevo {

namespace {

struct Kept {
  std::map<Digest, SignedIn> by_token;
};

template <class V>
void fields(V& visit, Kept& o) {
  visit(1, "by_token", o.by_token);
}

}  // namespace

void Sessions::apply(const Record& record) {
  if (const auto* opened = std::get_if<SessionOpened>(&record.event)) {
    by_token_[opened->token] = {
        .session = opened->session, .user = opened->user, .expires_at = opened->expires_at};
    token_of_[opened->session] = opened->token;
  } else if (const auto* closed = std::get_if<SessionClosed>(&record.event)) {
    const auto token = token_of_.find(closed->session);
    if (token == token_of_.end()) return;
    const auto signed_in = by_token_.find(token->second);
    const bool own = signed_in != by_token_.end() && signed_in->second.session == closed->session;
    if (own) by_token_.erase(signed_in);  // Else a later session has the token.
    token_of_.erase(token);
  }
}

const SignedIn* Sessions::find(const Digest& token) const {
  const auto found = by_token_.find(token);
  return found == by_token_.end() ? nullptr : &found->second;
}

void Sessions::encode_to(Bytes& out) const { encode(out, Kept{by_token_}); }

std::optional<Sessions> Sessions::decode_from(ByteView bytes) {
  Kept kept;
  if (!decode(bytes, kept)) return std::nullopt;
  Sessions sessions;
  sessions.by_token_ = std::move(kept.by_token);
  for (const auto& [token, signed_in] : sessions.by_token_) {
    sessions.token_of_[signed_in.session] = token;
  }
  return sessions;
}

}  // namespace relevo
