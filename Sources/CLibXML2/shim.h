#include <stdio.h>
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED  // The system's ICU header would clash with the copy inside Foundation.
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxml/xmlerror.h>

/// `xmlFree` is a mutable global function pointer, which Swift 6 doesn't let us touch.
static inline void shim_xmlFree(void *memory) { xmlFree(memory); }

/// The first error of a document: the telling one. libxml2 itself keeps only the last.
struct shim_first_error {
  int line;    // 0 while there is none
  int column;
  char message[200];
};

#if LIBXML_VERSION >= 21200
typedef const xmlError *shim_error;
#else
typedef xmlErrorPtr shim_error;
#endif

static inline void shim_note_error(void *context, shim_error error) {
  struct shim_first_error *first = (struct shim_first_error *)((xmlParserCtxtPtr)context)->_private;
  if (first == NULL || first->line != 0 || error->level < XML_ERR_ERROR) return;
  first->line = error->line > 0 ? error->line : 1;
  first->column = error->int2 > 0 ? error->int2 : 1;
  snprintf(first->message, sizeof first->message, "%s", error->message != NULL ? error->message : "not well-formed");
}

/// Lets a parser note its first error. The handler is a member of a structure of function pointers, set from C.
static inline void shim_keep_first_error(xmlParserCtxtPtr context, struct shim_first_error *first) {
  context->_private = first;
  context->sax->serror = shim_note_error;
}

// An element has 16 bits for its line. Nothing but schema validation uses its `psvi`, so the whole number goes there.
static inline void shim_note_line(xmlParserCtxtPtr context, xmlNodePtr parent) {
  if (context->node == NULL || context->node == parent || context->input == NULL) return;
  context->node->psvi = (void *)(size_t)context->input->line;
}

static inline void shim_start_xml_element(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
    const xmlChar **namespaces, int attribute_count, int default_count, const xmlChar **attributes) {
  xmlNodePtr parent = ((xmlParserCtxtPtr)context)->node;
  xmlSAX2StartElementNs(
      context, name, prefix, uri, namespace_count, namespaces, attribute_count, default_count, attributes);
  shim_note_line((xmlParserCtxtPtr)context, parent);
}

static inline void shim_start_html_element(void *context, const xmlChar *name, const xmlChar **attributes) {
  xmlNodePtr parent = ((xmlParserCtxtPtr)context)->node;
  xmlSAX2StartElement(context, name, attributes);
  shim_note_line((xmlParserCtxtPtr)context, parent);
}

/// Lets a parser keep each element's line, however long the file. Set from C like the error handler.
static inline void shim_keep_lines(xmlParserCtxtPtr context, int is_html) {
  if (is_html) {
    context->sax->startElement = shim_start_html_element;
  } else {
    context->sax->startElementNs = shim_start_xml_element;
  }
}

/// The 1-based line on which an element's start tag ends; for other nodes that of the element around them.
static inline long shim_line(const xmlNode *node) {
  while (node != NULL && (node->type != XML_ELEMENT_NODE || node->psvi == NULL)) node = node->parent;
  return node == NULL ? 1 : (long)(size_t)node->psvi;
}

/// True when a parser gave up before the end: too deep, or out of its limits. HTML says so in no other way.
static inline int shim_gave_up(xmlParserCtxtPtr context) { return context->disableSAX != 0; }

/// The message of a parser's last error; HTML keeps no other.
static inline const char *shim_last_message(xmlParserCtxtPtr context) {
  return context->lastError.message != NULL ? context->lastError.message : "";
}

static inline void shim_note_xpath_error(void *message, shim_error error) {
  snprintf((char *)message, 200, "%s", error->message != NULL ? error->message : "");
}

/// Lets an XPath context keep its last message, 200 bytes, instead of printing it; and end what takes too long.
static inline void shim_keep_xpath_message(xmlXPathContextPtr context, char *message, unsigned long steps) {
  context->error = shim_note_xpath_error;
  context->userData = message;
  context->opLimit = steps;
}
