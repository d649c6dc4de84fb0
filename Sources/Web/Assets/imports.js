// A large sheet goes through the door portion by portion: the next one is sent as soon as the page stands.
document.querySelector("form[data-go-on]")?.requestSubmit(document.querySelector("form[data-go-on] button[value=take]"));
