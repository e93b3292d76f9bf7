#include "voice/sip/request.h"

#include <arpa/inet.h>

#include <array>

namespace relevo::voice {

std::string Source::uri() const {
  return "sip:" + address + ":" + std::to_string(port) + (tcp ? ";transport=tcp" : "");
}

bool is_tcp(std::string_view uri) { return uri.find("transport=tcp") != std::string_view::npos; }

std::string_view host_of(std::string_view uri) {
  const std::size_t begin = uri.find(':') + 1;
  return uri.substr(begin, uri.find(':', begin) - begin);
}

Source source_of(msg_t* message, const sip_t& sip) {
  Source source;
  const su_sockaddr_t* address = msg_addr(message);
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address->su_family == AF_INET) {
    ::inet_ntop(AF_INET, &address->su_sin.sin_addr, text.data(), text.size());
    source.port = ntohs(address->su_sin.sin_port);
  }
  source.address = text.data();
  source.tcp = sip.sip_via != nullptr && view_of(sip.sip_via->v_protocol) == "SIP/2.0/TCP";
  return source;
}

Source source_of(nta_incoming_t* request, const sip_t& sip) {
  msg_t* message = nta_incoming_getrequest(request);
  const Source source = source_of(message, sip);
  msg_destroy(message);
  return source;
}

std::string_view sdp_of(const sip_t* sip) {
  if (sip == nullptr || sip->sip_payload == nullptr || sip->sip_payload->pl_data == nullptr) {
    return {};
  }
  const bool is_sdp = sip->sip_content_type == nullptr ||
                      su_casematch(sip->sip_content_type->c_type, "application/sdp");
  if (!is_sdp) return {};
  return {sip->sip_payload->pl_data, static_cast<std::size_t>(sip->sip_payload->pl_len)};
}

Text<64> caller_of(const sip_t& sip) {
  return Text<64>{view_of(sip.sip_from->a_url->url_user).substr(0, 64)};
}

std::string url_text(const url_t& url) {
  std::array<char, 512> text{};
  const auto size = url_e(text.data(), static_cast<int>(text.size()), &url);
  if (size < 0 || static_cast<std::size_t>(size) >= text.size()) return {};
  return {text.data(), static_cast<std::size_t>(size)};
}

std::string party_text(const sip_addr_t& party) {
  std::string text = "<" + url_text(*party.a_url) + ">";
  if (party.a_tag != nullptr) text += std::string(";tag=") + party.a_tag;
  return text;
}

int reply_unhandled(nta_incoming_t* request, const sip_t& sip) {
  switch (sip.sip_request->rq_method) {
    case sip_method_bye:
    case sip_method_cancel:
    case sip_method_prack:
    case sip_method_update:
    case sip_method_info:
    case sip_method_notify:
      nta_incoming_treply(request, SIP_481_NO_CALL, TAG_END());
      return 481;
    case sip_method_message:
    case sip_method_subscribe:
    case sip_method_refer:
    case sip_method_publish:
      nta_incoming_treply(request, SIP_405_METHOD_NOT_ALLOWED, SIPTAG_ALLOW_STR(allowed_methods),
                          TAG_END());
      return 405;
    case sip_method_invite:
    case sip_method_ack:
    case sip_method_options:
    case sip_method_register:
    case sip_method_unknown:
    case sip_method_invalid:
      break;
  }
  nta_incoming_treply(request, SIP_501_NOT_IMPLEMENTED, SIPTAG_ALLOW_STR(allowed_methods),
                      TAG_END());
  return 501;
}

int reply_options(nta_incoming_t* request) {
  nta_incoming_treply(request, SIP_200_OK, SIPTAG_ALLOW_STR(allowed_methods),
                      SIPTAG_ACCEPT_STR("application/sdp"), SIPTAG_SERVER_STR(product_name),
                      TAG_END());
  return 200;
}

}  // namespace relevo::voice
