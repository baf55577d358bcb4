// Lets the style sheet show what only works with scripts.
document.documentElement.classList.add("js");
