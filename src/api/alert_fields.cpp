#include "api/alert_fields.h"

namespace relevo {

namespace {

constexpr std::uint64_t lasts_s_max = 86'400;

tl::unexpected<Fault> wrong(const char* sentence) { return fault(Fault::Kind::input, sentence); }

}  // namespace

Result<bool> read_alert_field(CommandFields& fields, const CommandForm& form, std::string_view name,
                              const JsonValue& value) {
  if (form.alert && name == "alert") {
    if (!value.is_number() || value.number == 0) {
      return wrong("\"alert\" must be an alert's number.");
    }
    fields.alert = {value.number};
    return true;
  }
  if (form.lasts && name == "lasts_s") {
    if (!value.is_number() || value.number == 0 || value.number > lasts_s_max) {
      return wrong("\"lasts_s\" must be a whole number of seconds, 1 to 86400.");
    }
    fields.lasts = seconds(static_cast<std::int64_t>(value.number));
    return true;
  }
  if (form.useful && name == "useful") {
    if (value.kind != JsonValue::Kind::boolean) {
      return wrong("\"useful\" must be true or false.");
    }
    fields.useful = value.boolean;
    return true;
  }
  return false;
}

std::string alert_field_names(const CommandForm& form) {
  std::string names;
  if (form.alert) names += ", alert";
  if (form.lasts) names += ", lasts_s";
  if (form.useful) names += ", useful";
  return names;
}

void append_alert_fields(JsonWriter& json, const CommandForm& form) {
  if (form.alert) {
    json.key("alert");
    json.raw(R"({"type":"integer","minimum":1})");
  }
  if (form.lasts) {
    json.key("lasts_s");
    json.raw(R"({"type":"integer","minimum":1,"maximum":86400})");
  }
  if (form.useful) {
    json.key("useful");
    json.raw(R"({"type":"boolean"})");
  }
}

void append_needed_alert_fields(JsonWriter& json, const CommandForm& form) {
  if (form.alert) json.value("alert");
  if (form.lasts) json.value("lasts_s");
  if (form.useful) json.value("useful");
}

std::string_view missing_alert_field(const CommandForm& form, const CommandFields& fields) {
  if (form.alert && !fields.alert) return "alert";
  if (form.lasts && fields.lasts == Duration{}) return "lasts_s";
  if (form.useful && !fields.useful) return "useful";
  return {};
}

std::string canonical_alert_fields(const CommandForm& form, const CommandFields& fields) {
  if (!form.alert) return {};
  std::string text = "|alert:" + std::to_string(fields.alert.value);
  if (form.lasts) text += "|" + std::to_string(fields.lasts.us);
  if (form.useful) text += *fields.useful ? "|useful" : "|not_useful";
  return text;
}

}  // namespace relevo
