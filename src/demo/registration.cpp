#include "demo/registration.h"

#include <array>
#include <charconv>

#include "demo/sofia.h"

namespace relevo::demo {

namespace {

std::string hex(std::uint64_t number) {
  std::array<char, 16> text{};
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number, 16);
  return {text.data(), error == std::errc{} ? end : text.data()};
}

}  // namespace

Registration::~Registration() {
  if (request_ != nullptr) nta_outgoing_destroy(request_);
  if (leg_ != nullptr) nta_leg_destroy(leg_);
}

void Registration::ask(bool there) {
  wanted_ = there;
  if (request_ != nullptr) return;  // Its response looks at what is wanted by then.
  challenged_ = false;
  asked_ = there;
  send({});
}

void Registration::send(const std::string& authorization) {
  if (leg_ == nullptr) {
    const std::string user = "<" + port_.uri_there(account_.user) + ">";
    leg_ = nta_leg_tcreate(port_.nta(), nullptr, nullptr, SIPTAG_FROM_STR(user.c_str()),
                           SIPTAG_TO_STR(user.c_str()), TAG_END());
    if (leg_ == nullptr) return;
    nta_leg_tag(leg_, nullptr);
  }
  if (asked_) maybe_there_ = true;
  const std::string expires = std::to_string(asked_ ? lasts.us / 1'000'000 : 0);
  const bool answers = !authorization.empty();
  request_ = nta_outgoing_tcreate(
      leg_, on_response, this, nullptr, SIP_METHOD_REGISTER,
      URL_STRING_MAKE(port_.registrar().c_str()),
      SIPTAG_CONTACT_STR(("<" + port_.uri_here(account_.user) + ">").c_str()),
      SIPTAG_EXPIRES_STR(expires.c_str()),
      TAG_IF(answers, SIPTAG_AUTHORIZATION_STR(authorization.c_str())), TAG_END());
}

int Registration::on_response(void* self, nta_outgoing_t* request, const sip_t* sip) {
  auto& registration = *static_cast<Registration*>(self);
  const int status = sip == nullptr ? nta_outgoing_status(request) : sip->sip_status->st_status;
  if (status < 200) return 0;
  nta_outgoing_destroy(registration.request_);
  registration.request_ = nullptr;
  registration.responded(status, sip);
  return 0;
}

void Registration::responded(int status, const sip_t* sip) {
  if (status == 401 && sip != nullptr && !challenged_) {
    challenged_ = true;
    if (answer_challenge(*sip)) return;
  }
  if (status == 200 && !asked_) maybe_there_ = false;
  if (wanted_ != asked_) return ask(wanted_);
  listener_(read(status, sip));
}

// Answers the first challenge that it can, which is the one that the registrar prefers.
bool Registration::answer_challenge(const sip_t& sip) {
  for (const auto* header = sip.sip_www_authenticate; header != nullptr; header = header->au_next) {
    if (!su_casematch(header->au_scheme, "Digest") || header->au_params == nullptr) continue;
    DigestChallenge challenge;
    for (const char* const* parameter = header->au_params; *parameter != nullptr; ++parameter) {
      challenge.read(*parameter);
    }
    const auto answer = digest_answer(challenge, {.user = account_.user,
                                                  .secret = account_.secret,
                                                  .method = "REGISTER",
                                                  .uri = port_.registrar(),
                                                  .cnonce = hex(port_.number())});
    if (!answer) continue;
    send(*answer);
    return request_ != nullptr;
  }
  return false;
}

Registration::Answer Registration::read(int status, const sip_t* sip) const {
  Answer answer{.status = status};
  if (sip == nullptr || status != 200) return answer;
  const std::string ours = port_.uri_here(account_.user);
  const std::string_view our_port = std::string_view{ours}.substr(ours.rfind(':') + 1);
  for (const auto* contact = sip->sip_contact; contact != nullptr; contact = contact->m_next) {
    const bool is_ours = view_of(contact->m_url->url_host) == port_.address() &&
                         view_of(contact->m_url->url_port) == our_port;
    if (!is_ours) answer.foreign = true;
    const std::string_view expires = view_of(contact->m_expires);
    std::int64_t granted_s = 0;
    std::from_chars(expires.data(), expires.data() + expires.size(), granted_s);
    if (is_ours && granted_s > 0) answer.granted = seconds(granted_s);
  }
  return answer;
}

}  // namespace relevo::demo
