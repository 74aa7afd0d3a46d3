/** What statuses and attestations are called in the languages that we write. */
import type { Attestation, PledgeStatus } from '../record/terms.ts';

export type LabelLanguage = 'en' | 'ar';

interface Labels {
  status: Record<PledgeStatus, string>;
  attestation: Record<Attestation, string>;
  /** In front of who made a pledge, what the words of its deadline are, and so on. */
  words: Record<
    'calendar' | 'feed' | 'by' | 'status' | 'attestation' | 'phrase' | 'takenBack',
    string
  >;
}

/** The language of labels for whoever reads in `locale`: English where we have none. */
export function labelLanguage(locale: string): LabelLanguage {
  return /^ar(-|$)/.test(locale) ? 'ar' : 'en';
}

export const labels: Record<LabelLanguage, Labels> = {
  en: {
    status: {
      NOT_YET_RATED: 'Not yet rated',
      IN_PROGRESS: 'In progress',
      STALLED: 'Stalled',
      PARTIALLY_KEPT: 'Partly kept',
      KEPT: 'Kept',
      BROKEN: 'Not kept',
      DECLINED: 'Declined',
      WITHDRAWN: 'Withdrawn',
      SUPERSEDED: 'Superseded',
      UNVERIFIABLE: 'Cannot be verified',
    },
    attestation: {
      STATED: 'Stated by the source',
      REPORTED: 'Reported by one side',
      CORROBORATED: 'Corroborated',
      CONFIRMED_BY_MAKER: 'Confirmed by its maker',
      DISPUTED: 'Disputed',
      DENIED: 'Denied',
    },
    words: {
      calendar: 'Deadlines of pledges',
      feed: 'What becomes of pledges',
      by: 'By',
      status: 'Status',
      attestation: 'Attestation',
      phrase: 'Deadline in the words of the source',
      takenBack: 'An earlier entry is taken back',
    },
  },
  ar: {
    status: {
      NOT_YET_RATED: 'لم يُقيَّم بعد',
      IN_PROGRESS: 'قيد التنفيذ',
      STALLED: 'متعثّر',
      PARTIALLY_KEPT: 'نُفّذ جزئياً',
      KEPT: 'نُفّذ',
      BROKEN: 'لم يُنفَّذ',
      DECLINED: 'رُفض',
      WITHDRAWN: 'سُحب',
      SUPERSEDED: 'حلّ غيره محله',
      UNVERIFIABLE: 'تعذّر التحقق',
    },
    attestation: {
      STATED: 'بحسب المصدر',
      REPORTED: 'رواية طرف واحد',
      CORROBORATED: 'مؤيَّد',
      CONFIRMED_BY_MAKER: 'أكّده صاحبه',
      DISPUTED: 'مختلَف فيه',
      DENIED: 'منفيّ',
    },
    words: {
      calendar: 'آجال التعهّدات',
      feed: 'ما آلت إليه التعهّدات',
      by: 'صاحب التعهّد',
      status: 'الحالة',
      attestation: 'الإسناد',
      phrase: 'الأجل بلفظ المصدر',
      takenBack: 'أُلغي تحديث سابق',
    },
  },
};
