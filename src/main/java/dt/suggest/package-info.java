/** Guesses the word that was meant, for messages that end in "did you mean ...?". */
package dt.suggest;
