# Inside again, an alert does not climb; outside again within a while it is the same alert, counted
# twice, and only when it stays inside is it over. Of a queue nobody is a coordinator: the level is
# skipped. What is snoozed comes back when the while is over.

queue billing
user cora role=coordinator
user sam role=supervisor
ladder coordinator supervisor
rule late of=queue

at 1m    see_deviation late queue:billing part=1 whole=2
         -> alert_opened a1 rule=late subject=queue:billing severity=warning level=2 part=1 whole=2
at 2m    see_deviation_over late queue:billing
         -> alert_calmed a1 settles_at=4m
at 3m    see_deviation late queue:billing part=1 whole=3
         -> alert_returned a1 count=2 part=1 whole=3
at 4m    snooze_alert sam a1 31m
         !! snooze_too_long
at 5m    snooze_alert sam a1 5m
         -> alert_snoozed a1 by=sam until=10m
at 6m    restart
         -> core_started epoch=2 away=1m
at 10m   tick
         -> alert_woke a1
at 11m   see_deviation_over late queue:billing
         -> alert_calmed a1 settles_at=13m
at 13m   tick
         -> alert_ended a1 end=recovered lasted=12m
at 14m   see_deviation nobody queue:billing
         !! rule_not_found
