/**
 * The rules of the code base as tests. Each rule is a function from what it looks at to a list of violations, and each
 * has a test that hands it a violation, so that a rule that can no longer fail is noticed.
 */
package io.leeward.architecture;
