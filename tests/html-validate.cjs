// What html-validate holds the pages to: its recommended rules, with these exceptions, each for its reason.
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // HTML knows <!doctype html> in any case, and white space has no meaning there.
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    // A headline is as long as it was printed.
    "long-title": "off",
    // An id may be anything without white space; ids of records begin with digits.
    "valid-id": ["error", { relaxed: true }],
    // A list may have a name of its own.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // A table that scrolls is a group to be reached by keyboard; it is no field of a form and no address.
    "prefer-native-element": ["error", { exclude: ["group"] }],
    // Boxes to be ticked share a name, as radio buttons do.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "button", "submit"] }],
    // Phone numbers and figures may break across lines.
    "tel-non-breaking": "off",
  },
};
