#include "demo/sip_port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdarg>
#include <cstring>

#include "demo/sofia.h"

namespace relevo::demo {

namespace {

// sofia writes its own log to stderr, with addresses and numbers of people in it.
void say_nothing(void* /*stream*/, const char* /*format*/, va_list /*values*/) {}

}  // namespace

Result<std::string> local_address(const SipServer& server) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(server.port);
  if (::inet_pton(AF_INET, server.host.c_str(), &address.sin_addr) != 1) {
    return fault(Fault::Kind::input,
                 "sip: " + server.host + " is no IPv4 address; right would be 127.0.0.1");
  }
  const int probe = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  auto* name = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof(address);
  const bool found =
      probe >= 0 && ::connect(probe, name, size) == 0 && ::getsockname(probe, name, &size) == 0;
  const int error = errno;
  if (probe >= 0) ::close(probe);
  if (!found) {
    return fault(Fault::Kind::network,
                 "sip: no way to " + server.host + ": " + std::strerror(error));
  }
  std::array<char, INET_ADDRSTRLEN> text{};
  ::inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size());
  return std::string(text.data());
}

Result<std::unique_ptr<SipPort>> SipPort::start(const SipServer& server, const std::string& address,
                                                RtpPlayer& rtp, Prng& prng) {
  su_init();
  su_log_redirect(su_log_default, say_nothing, nullptr);
  std::unique_ptr<SipPort> port{new SipPort(server, address, rtp, prng)};
  port->root_ = su_root_create(nullptr);
  if (port->root_ == nullptr) return fault(Fault::Kind::limit, "sip: no event loop can be made");
  su_root_threading(port->root_, 0);
  const std::string url = "sip:" + address + ":*;transport=udp";
  port->nta_ = nta_agent_create(port->root_, URL_STRING_MAKE(url.c_str()), nullptr, nullptr,
                                NTATAG_UA(1), NTATAG_UDP_MTU(65535), NTATAG_CLIENT_RPORT(1),
                                NTATAG_CANCEL_487(1), NTATAG_TIMEOUT_408(1), NTATAG_USE_NAPTR(0),
                                NTATAG_USE_SRV(0), NTATAG_MAXSIZE(65536), TAG_END());
  if (port->nta_ == nullptr) {
    return fault(Fault::Kind::network, "sip: no free UDP port on " + address);
  }
  const std::string_view number = view_of(nta_agent_via(port->nta_)->v_port);
  std::from_chars(number.data(), number.data() + number.size(), port->port_);
  if (number.empty()) port->port_ = 5060;
  port->outside_ =
      nta_leg_tcreate(port->nta_, on_request, port.get(), NTATAG_NO_DIALOG(1), TAG_END());
  if (port->outside_ == nullptr) return fault(Fault::Kind::limit, "sip: out of memory");
  return port;
}

SipPort::~SipPort() {
  calls_.clear();
  nta_leg_destroy(outside_);
  nta_agent_destroy(nta_);
  if (root_ != nullptr) su_root_destroy(root_);
  su_deinit();
}

PhoneCall* SipPort::dial(const PhoneCall::Dialing& dialing, CallListener& listener) {
  if (calls_.size() >= calls_max) return nullptr;
  auto call = std::make_unique<PhoneCall>(*this, rtp_);
  if (!call->dial(dialing, listener)) return nullptr;
  calls_.push_back(std::move(call));
  return calls_.back().get();
}

void SipPort::step(Duration wait) {
  su_root_step(root_, static_cast<su_duration_t>(in_ms(wait)));
  calls_.remove_if([](const auto& call) { return call->is_done(); });
}

void SipPort::hang_up_all() {
  for (const auto& call : calls_) call->hang_up();
}

std::string SipPort::registrar() const {
  return "sip:" + server_.host + ":" + std::to_string(server_.port);
}

std::string SipPort::uri_there(const std::string& user) const {
  return "sip:" + user + "@" + server_.host + ":" + std::to_string(server_.port);
}

std::string SipPort::uri_here(const std::string& user) const {
  return "sip:" + user + "@" + address_ + ":" + std::to_string(port_);
}

int SipPort::on_request(void* self, nta_leg_t* /*leg*/, nta_incoming_t* request, const sip_t* sip) {
  return static_cast<SipPort*>(self)->take(request, *sip);
}

int SipPort::take(nta_incoming_t* request, const sip_t& sip) {
  const sip_method_t method = sip.sip_request->rq_method;
  if (method == sip_method_ack) {
    nta_incoming_destroy(request);
    return 0;
  }
  if (method == sip_method_options) {
    nta_incoming_treply(request, SIP_200_OK, TAG_END());
    return 200;
  }
  const bool is_new = sip.sip_to != nullptr && sip.sip_to->a_tag == nullptr;
  if (method != sip_method_invite || !is_new) {
    nta_incoming_treply(request, SIP_481_NO_CALL, TAG_END());
    return 481;
  }
  if (calls_.size() >= calls_max || !taker_) {
    nta_incoming_treply(request, SIP_503_SERVICE_UNAVAILABLE, TAG_END());
    return 503;
  }
  auto owned = std::make_unique<PhoneCall>(*this, rtp_);
  PhoneCall& call = *owned;
  if (const int refused = call.take(request, sip); refused != 0) return refused;
  calls_.push_back(std::move(owned));
  taker_(std::string(view_of(sip.sip_request->rq_url->url_user)), call);
  call.ring();
  return 0;
}

}  // namespace relevo::demo
