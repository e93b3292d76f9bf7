#include "view/sessions.h"

namespace relevo {

void Sessions::apply(const Record& record) {
  if (const auto* opened = std::get_if<SessionOpened>(&record.event)) {
    by_token_[opened->token] = {
        .session = opened->session, .user = opened->user, .expires_at = opened->expires_at};
    token_of_[opened->session] = opened->token;
  } else if (const auto* closed = std::get_if<SessionClosed>(&record.event)) {
    const auto token = token_of_.find(closed->session);
    if (token == token_of_.end()) return;
    by_token_.erase(token->second);
    token_of_.erase(token);
  }
}

const SignedIn* Sessions::find(const Digest& token) const {
  const auto found = by_token_.find(token);
  return found == by_token_.end() ? nullptr : &found->second;
}

}  // namespace relevo
