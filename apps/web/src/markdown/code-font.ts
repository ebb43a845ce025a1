/** The face of code, fetched with the first block of it. */
import '@fontsource-variable/jetbrains-mono/index.css';
