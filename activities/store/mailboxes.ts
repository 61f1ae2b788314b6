/** An address as it is compared: letters do not care for upper and lower case. */
export function plainMail(mail: string): string {
  return mail.trim().toLowerCase();
}

/** Whether both address one mailbox. */
export function sameMailbox(one: string, other: string): boolean {
  return plainMail(one) === plainMail(other);
}
