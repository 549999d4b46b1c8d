import { z } from 'zod';

/** What a prompt wants of its listener. The same 17 as in the menu corpus. */
export const PromptKind = z.enum([
  'menu',
  'menu_speech',
  'data_entry',
  'language_choice',
  'confirmation',
  'hold_announcement',
  'callback_offer',
  'greeting',
  'closed',
  'voicemail_greeting',
  'survey_offer',
  'wait_transfer',
  'error_reprompt',
  'human_greeting',
  'human_smalltalk',
  'ai_agent',
  'screening',
]);
export type PromptKind = z.infer<typeof PromptKind>;

/** `key` null: by voice; `say` null as well: by staying on the line. `label` is in the prompt's own words. */
export interface PromptOption {
  /** One of 0-9, `*`, `#`. */
  readonly key: string | null;
  readonly say: string | null;
  readonly label: string;
  /** For everybody to whom the options before it do not apply: "if you are a provider, press 1; otherwise stay on the line". */
  readonly otherwise?: true;
}

/** Data that the prompt wants keyed or spoken; in what form, `entryForm` reads for each fact. */
export interface DataRequest {
  /** The whole prompt, folded. */
  readonly text: string;
  /** Names of facts that would answer, best first: `date_of_birth`, `account_number`, ... Empty when it is not known what is asked. */
  readonly facts: readonly string[];
  /** As the prompt put it: "your nine digit juror participant number". */
  readonly described: string;
  readonly terminator: '#' | '*' | null;
  readonly keyed: boolean;
  readonly spoken: boolean;
}

/** What a caller must do to be called back, or to stay; null when that is what happens if nothing is done. */
export interface CallbackOffer {
  readonly accept: PromptOption | null;
  readonly otherNumber: PromptOption | null;
  readonly decline: PromptOption | null;
}

/** "You said billing, is that right?": what was understood and how to agree or not. */
export interface DidWeUnderstand {
  /** The prompt's words for what it took the caller to mean; `entered` when it reads digits back. */
  readonly understood: string;
  readonly entered: string | null;
  readonly agree: PromptOption | null;
  readonly disagree: PromptOption | null;
}

export interface ReadPrompt {
  /** As heard. */
  readonly text: string;
  readonly kind: PromptKind;
  /** 0..1; below 0.5 the kind is a guess. */
  readonly kindConfidence: number;
  readonly options: readonly PromptOption[];
  readonly asksFor: DataRequest | null;
  /** 1 is next. */
  readonly queuePosition: number | null;
  /** Upper end of what was said. */
  readonly waitSeconds: number | null;
  /** Lower end, when a range was said. */
  readonly waitMinSeconds: number | null;
  readonly callbackOffer: CallbackOffer | null;
  /** In the prompt's own words: "weekdays from 7 a.m. to 7 p.m. central". */
  readonly openingHours: string | null;
  readonly didWeUnderstand: DidWeUnderstand | null;
  /** `yes`: the options began anew, or an "otherwise" closed them; `likely`: the last words finished an option and no new one began. */
  readonly complete: 'no' | 'likely' | 'yes';
}

/** Whole prompts, or the words of one that still sounds (`partial`). */
export type PromptInput = string | { readonly words: readonly string[]; readonly partial?: boolean };
