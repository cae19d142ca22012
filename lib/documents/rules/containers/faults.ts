/** The file is not what it claims to be, or is damaged. Caught where a file is read; never leaves this domain. */
export class MalformedFile extends Error {}

/** The file holds more than is opened: a bomb, or a document beyond every use. */
export class TooLargeInside extends Error {}

/** Two parts of the file have one name, or a part two: programs would show different contents. */
export class ForgedFile extends MalformedFile {}
