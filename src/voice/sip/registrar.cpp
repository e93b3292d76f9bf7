#include "voice/sip/registrar.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "voice/clock.h"

namespace relevo::voice {

namespace {

constexpr Duration expiry_check_each = seconds(1);
constexpr std::size_t instance_size_max = 128;  // A longer one is none: it is a UUID.

// How long a device wants its contact to stand: its own parameter, the header, or the longest.
Duration wanted_expiry(const sip_contact_t& contact, const sip_t& sip) {
  std::int64_t wanted = in_ms(expires_max) / 1000;
  if (sip.sip_expires != nullptr) wanted = static_cast<std::int64_t>(sip.sip_expires->ex_delta);
  if (contact.m_expires != nullptr) {
    const std::string_view text = view_of(contact.m_expires);
    std::uint32_t own = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), own).ec == std::errc{}) {
      wanted = own;
    }
  }
  return seconds(wanted);
}

// Which device, and which of its ways to us (RFC 5626, 4.1 and 4.2).
std::string instance_of(const sip_contact_t& contact) {
  const std::string_view device = view_of(msg_header_find_param(contact.m_common, "+sip.instance"));
  const std::string_view way = view_of(msg_header_find_param(contact.m_common, "reg-id"));
  if (device.empty() || device.size() + way.size() > instance_size_max) return {};
  return instance_text(device, way);
}

}  // namespace

Registrar::Registrar(Loop& loop, const std::string& realm, Logger& logger)
    : digest_(realm),
      expiry_(loop, [this] { expire(); }),
      refused_(loop, "registrations refused", logger) {
  expiry_.set(expiry_check_each);
}

void Registrar::set_accounts(const std::vector<link::Account>& accounts) {
  accounts_known_ = true;
  const auto before = std::exchange(ha1_of_, {});
  for (const link::Account& account : accounts) {
    ha1_of_.emplace(account.user.view(), account.ha1.view());
  }
  std::vector<std::string> removed;
  for (const auto& [user, devices] : bindings_.all()) {
    const auto had = before.find(user);
    const auto has = ha1_of_.find(user);
    const bool gone = has == ha1_of_.end();
    if (gone || (had != before.end() && had->second != has->second)) removed.push_back(user);
  }
  for (const std::string& user : removed) {
    bindings_.clear(user);
    changed(user);
  }
}

void Registrar::drop(const std::set<std::string>& ways) {
  for (const std::string& user : bindings_.drop(ways)) changed(user);
}

void Registrar::resume(const std::string& user, std::vector<Binding> devices) {
  bindings_.resume(user, std::move(devices), now());
}

int Registrar::take(nta_incoming_t* request, const sip_t& sip) {
  if (!accounts_known_) return refuse_for_now(request);
  const Source source = source_of(request, sip);
  const std::string user{view_of(sip.sip_to->a_url->url_user)};
  if (const int refused = authenticate(request, sip, user, source); refused != 0) return refused;
  return update(request, sip, user, source);
}

int Registrar::refuse_for_now(nta_incoming_t* request) {
  nta_incoming_treply(request, SIP_503_SERVICE_UNAVAILABLE, SIPTAG_RETRY_AFTER_STR("5"), TAG_END());
  return 503;
}

int Registrar::challenge(nta_incoming_t* request, const Source& source, bool stale) {
  nta_incoming_treply(
      request, SIP_401_UNAUTHORIZED,
      SIPTAG_WWW_AUTHENTICATE_STR(digest_.challenge(source.address, now(), stale).c_str()),
      TAG_END());
  return 401;
}

// Gives 0 when the request may go on, else the status that was sent.
int Registrar::authenticate(nta_incoming_t* request, const sip_t& sip, const std::string& user,
                            const Source& source) {
  if (sip.sip_authorization == nullptr) return challenge(request, source, false);
  DigestAnswer answer;
  if (su_casematch(sip.sip_authorization->au_scheme, "Digest") != 0) {
    for (const msg_param_t* p = sip.sip_authorization->au_params; p != nullptr && *p != nullptr;
         ++p) {
      read_digest_parameter(*p, answer);
    }
  }
  const GuessLimit::Guess guess = guess_of(answer.username, source);
  if (guesses_.blocked(guess, now())) return refuse_for_now(request);
  const auto account = ha1_of_.find(answer.username);
  // An unknown user costs the same as a wrong secret and is answered the same.
  const std::string_view ha1 =
      account == ha1_of_.end() ? std::string_view{"-"} : std::string_view{account->second};
  const Verdict verdict =
      digest_.judge(answer, {.ha1 = ha1, .method = "REGISTER", .source = source.address}, now());
  if (verdict == Verdict::stale) return challenge(request, source, true);
  if (verdict != Verdict::right || account == ha1_of_.end()) {
    guesses_.failed(guess, now());
    refused_.add(source.address);
    return challenge(request, source, false);
  }
  if (answer.username != user) {
    nta_incoming_treply(request, SIP_403_FORBIDDEN, TAG_END());
    return 403;
  }
  return 0;
}

GuessLimit::Guess Registrar::guess_of(const std::string& user, const Source& source) const {
  GuessLimit::Guess guess{.account = user, .source = source.address};
  for (const Binding& device : bindings_.of(user)) {
    if (host_of(device.next_hop) != source.address) continue;
    guess.at_home = true;
    if (device.next_hop == source.uri()) guess.way = device.next_hop;
  }
  return guess;
}

int Registrar::update(nta_incoming_t* request, const sip_t& sip, const std::string& user,
                      const Source& source) {
  if (sip.sip_contact == nullptr) return reply_devices(request, user);
  const Binding from{.contact = {},
                     .next_hop = source.uri(),
                     .expires_at = {},
                     .call_id = std::string{view_of(sip.sip_call_id->i_id)},
                     .cseq = sip.sip_cseq->cs_seq,
                     .instance = {},
                     .registered_at = {}};
  if (sip.sip_contact->m_url->url_type == url_any) {
    if (sip.sip_contact->m_next != nullptr || sip.sip_expires == nullptr ||
        sip.sip_expires->ex_delta != 0) {
      nta_incoming_treply(request, SIP_400_BAD_REQUEST, TAG_END());
      return 400;
    }
    bindings_.clear(user);
    changed(user);
    return reply_devices(request, user);
  }
  std::vector<Registering> contacts;
  for (const sip_contact_t* c = sip.sip_contact; c != nullptr; c = c->m_next) {
    const std::string contact = url_text(*c->m_url);
    if (contacts.size() == bindings_of_user_max || contact.empty() ||
        c->m_url->url_type != url_sip) {
      nta_incoming_treply(request, SIP_400_BAD_REQUEST, TAG_END());
      return 400;
    }
    contacts.push_back({contact, wanted_expiry(*c, sip), instance_of(*c)});
  }
  switch (bindings_.update(user, contacts, from, now())) {
    case Registered::done:
      changed(user);
      return reply_devices(request, user);
    case Registered::too_brief:
      nta_incoming_treply(request, SIP_423_INTERVAL_TOO_BRIEF,
                          SIPTAG_MIN_EXPIRES_STR(std::to_string(in_ms(expires_min) / 1000).c_str()),
                          TAG_END());
      return 423;
    case Registered::too_many:
      nta_incoming_treply(request, SIP_403_FORBIDDEN, TAG_END());
      return 403;
    case Registered::out_of_order:
      nta_incoming_treply(request, SIP_500_INTERNAL_SERVER_ERROR, TAG_END());
      return 500;
  }
  return 500;
}

int Registrar::reply_devices(nta_incoming_t* request, const std::string& user) {
  std::string contacts;
  for (const Binding& device : bindings_.of(user)) {
    const std::int64_t left =
        std::max<std::int64_t>(0, in_ms(device.expires_at - now() + milliseconds(999)) / 1000);
    if (!contacts.empty()) contacts += ", ";
    contacts += "<" + device.contact + ">;expires=" + std::to_string(left);
  }
  nta_incoming_treply(request, SIP_200_OK,
                      TAG_IF(!contacts.empty(), SIPTAG_CONTACT_STR(contacts.c_str())), TAG_END());
  return 200;
}

void Registrar::changed(const std::string& user) {
  if (devices_) devices_(Code{user}, bindings_.of(user));
}

void Registrar::expire() {
  for (const std::string& user : bindings_.expire(now())) changed(user);
  expiry_.set(expiry_check_each);
}

}  // namespace relevo::voice
