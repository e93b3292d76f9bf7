// What the API answers when it does not do what was asked: problem documents of RFC 9457.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/reject.h"
#include "http/http.h"

namespace relevo {

/// What a refusal of the core means outside.
struct RejectMeaning {
  Reject reject = Reject::none;
  int status = 409;
  std::string_view sentence;
};

/// All of them, by number.
std::span<const RejectMeaning> reject_meanings();

/// What a status means here, in a few words.
std::string_view title_of(int status);

/// Requires reject != none.
const RejectMeaning& meaning_of(Reject reject);

/// `detail` is one sentence for whoever asked.
HttpReply problem(int status, std::string_view detail);

/// The core refused: with the member `reject`.
HttpReply problem(Reject reject);

/// Try again later: 429 or 503, with Retry-After.
HttpReply problem_for_now(int status, std::string_view detail, int retry_after_s);

}  // namespace relevo
