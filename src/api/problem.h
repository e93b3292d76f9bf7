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

/// A rule of the API itself: what it is about is not in the core's state.
struct ApiReject {
  std::string_view name;
  int status = 409;
  std::string_view sentence;
};

inline constexpr ApiReject notes_full{"notes_full", 409,
                                      "This contact has fifty notes, and no more fit."};

/// All of the core, by number.
std::span<const RejectMeaning> reject_meanings();

/// What a status means here, in a few words.
std::string_view title_of(int status);

/// Requires reject != none.
const RejectMeaning& meaning_of(Reject reject);

/// `detail` is one sentence for whoever asked.
HttpReply problem(int status, std::string_view detail);

/// The core refused: with the member `reject`.
HttpReply problem(Reject reject);

/// Refused by a rule that is not the core's, under a name of its own in the member `reject`.
HttpReply problem(const ApiReject& reject);

/// Try again later: 429 or 503, with Retry-After.
HttpReply problem_for_now(int status, std::string_view detail, int retry_after_s);

}  // namespace relevo
