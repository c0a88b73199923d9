#include <stdio.h>
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED  // The system's ICU header would clash with the copy inside Foundation.
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
