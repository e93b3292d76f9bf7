#include "voice/sip/agent.h"

#include <sofia-sip/nta_stateless.h>

#include <charconv>
#include <cstdarg>
#include <utility>

namespace relevo::voice {

namespace {

// sofia writes its own log to stderr, with addresses and numbers of people in it.
void say_nothing(void* /*stream*/, const char* /*format*/, va_list /*values*/) {}

}  // namespace

Result<std::unique_ptr<Agent>> Agent::start(Loop& loop, const AgentOptions& options) {
  su_log_redirect(su_log_default, say_nothing, nullptr);
  std::unique_ptr<Agent> agent{new Agent(options)};
  const std::string port = options.port == 0 ? "*" : std::to_string(options.port);
  const std::string url =
      "sip:" + options.public_address + ":" + port +
      (options.public_address == options.address ? "" : ";maddr=" + options.address);
  agent->nta_ = nta_agent_create(
      loop.root(), URL_STRING_MAKE(url.c_str()), on_message, agent.get(), NTATAG_UA(1),
      NTATAG_UDP_MTU(65535), NTATAG_SERVER_RPORT(2), NTATAG_CLIENT_RPORT(1), NTATAG_CANCEL_487(1),
      NTATAG_TIMEOUT_408(1), NTATAG_USE_NAPTR(0), NTATAG_USE_SRV(0), NTATAG_MAXSIZE(65536),
      TPTAG_IDLE(3'600'000), TPTAG_QUEUESIZE(512), TPTAG_PONG2PING(1), TAG_END());
  if (agent->nta_ == nullptr) {
    return fault(Fault::Kind::network, "sip: cannot listen on " + options.address + ":" + port +
                                           " (UDP and TCP): is another program there?");
  }
  for (const sip_via_t* via = nta_agent_via(agent->nta_); via != nullptr; via = via->v_next) {
    const std::string_view text = view_of(via->v_port);
    if (text.empty()) {
      agent->port_ = 5060;
    } else {
      std::from_chars(text.data(), text.data() + text.size(), agent->port_);
    }
  }
  return agent;
}

Agent::~Agent() {
  waiting_.reset();
  nta_agent_destroy(nta_);
}

std::string Agent::authority() const {
  return options_.public_address + ":" + std::to_string(port_);
}

std::string Agent::contact(bool tcp) const {
  return "<sip:" + authority() + (tcp ? ";transport=tcp>" : ">");
}

void Agent::hold(Loop& loop, Duration wait) {
  waiting_ = std::make_unique<WaitingRoom>(
      loop, wait,
      [this](nta_incoming_t* request, const sip_t& sip) { return serve(request, sip); });
}

void Agent::admit() {
  const auto waiting = std::exchange(waiting_, nullptr);
  if (waiting != nullptr) waiting->empty();
}

// What belongs to no transaction and no dialog.
int Agent::on_message(void* self, nta_agent_t* nta, msg_t* message, sip_t* sip) {
  if (sip != nullptr && sip->sip_request != nullptr) {
    static_cast<Agent*>(self)->take(message, sip);
  } else {
    nta_msg_discard(nta, message);
  }
  return 0;
}

void Agent::take(msg_t* message, sip_t* sip) {
  const sip_method_t method = sip->sip_request->rq_method;
  metrics_.take(method);
  if (method == sip_method_ack) return nta_msg_discard(nta_, message);
  // Without a transaction, of which sofia would keep the whole request for half a minute.
  if (door_ && !door_(source_of(message, *sip).address)) {
    nta_msg_treply(nta_, message, SIP_503_SERVICE_UNAVAILABLE, SIPTAG_RETRY_AFTER_STR("5"),
                   TAG_END());
    return;
  }
  nta_incoming_t* request = nta_incoming_create(nta_, nullptr, message, sip, TAG_END());
  if (request == nullptr) return;
  if (dispatch(request, *sip) >= 200) nta_incoming_destroy(request);
}

int Agent::dispatch(nta_incoming_t* request, const sip_t& sip) {
  const sip_method_t method = sip.sip_request->rq_method;
  const bool names_dialog = sip.sip_to != nullptr && sip.sip_to->a_tag != nullptr;
  if (names_dialog && method != sip_method_register) {
    nta_incoming_treply(request, SIP_481_NO_CALL, TAG_END());
    return 481;
  }
  const bool for_members = method == sip_method_register || method == sip_method_invite;
  if (for_members && waiting_ != nullptr) return waiting_->take(request, sip);
  return serve(request, sip);
}

int Agent::serve(nta_incoming_t* request, const sip_t& sip) {
  const sip_method_t method = sip.sip_request->rq_method;
  if (method == sip_method_register && register_) return register_(request, sip);
  if (method == sip_method_invite && invite_) return invite_(request, sip);
  if (method == sip_method_options) return reply_options(request);
  return reply_unhandled(request, sip);
}

}  // namespace relevo::voice
