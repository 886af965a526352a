/**
 * The control store: the ports of operations and of the configuration server on one SQL schema. Its SQL is what H2 and
 * PostgreSQL both take.
 */
package io.leeward.store.control;
