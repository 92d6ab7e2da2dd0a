// The recommended rules of html-validate, less what is a matter of style.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "doctype-style": "off", // lower case is as good by the standard, and is what the templates write everywhere
    "no-implicit-button-type": "off", // each button of ours sends its form, which is what the default does
    "no-implicit-input-type": "off", // a text field is what the default is
    "no-trailing-whitespace": "off", // content may end a line so, as "C: " does in a dialogue; nobody reads it
  },
};
