import StatusModel

/// What people write where the state of an update stands, in lower case, and the state as a heading has
/// it: `behoben` for `Resolved`.
///
/// The words of every built-in language, and others that are as common. No file is read by them; they tell
/// a heading that went wrong from a sentence.
package let writtenStates: [String: String] = {
  let words: KeyValuePairs<String, [String]> = [
    "Investigating": [
      "investigating", "قيد التحقيق", "zjišťujeme příčinu", "wird untersucht",
      "en investigación", "analyse en cours", "בבדיקה", "in corso di analisi", "調査中", "조사 중",
      "wordt onderzocht", "badamy przyczynę", "em investigação", "undersöks", "i̇nceleniyor",
      "з’ясовуємо причину", "调查中", "untersuchung", "in untersuchung", "enquête",
      "enquête en cours", "investigation", "investigando", "indagine", "indagine in corso",
      "analisi in corso",
      "onderzoek", "w trakcie badania", "расследование", "расследуется", "зʼясовуємо причину",
    ],
    "Identified": [
      "identified", "تم تحديد السبب", "příčina nalezena", "ursache gefunden",
      "causa identificada", "cause identifiée", "הסיבה אותרה", "causa individuata", "原因特定",
      "원인 확인", "oorzaak gevonden", "przyczyna znana", "orsak funnen", "neden belirlendi",
      "причину встановлено", "已找到原因", "identifiziert", "identifié", "identifiée", "identificado",
      "identificada", "identificato", "identificata", "geïdentificeerd", "zidentyfikowano",
      "identifierat", "обнаружено", "원인 파악됨", "orsaken hittad", "sorunun nedeni belirlendi",
    ],
    "Monitoring": [
      "monitoring", "قيد المراقبة", "sledujeme", "wird beobachtet", "en observación",
      "sous surveillance", "במעקב", "in osservazione", "経過観察中", "모니터링 중", "wordt gevolgd",
      "obserwujemy", "em observação", "övervakas", "i̇zleniyor", "спостерігаємо", "观察中",
      "überwachung", "beobachtung", "surveillance", "monitoreando", "monitorizando",
      "monitorando", "monitoraggio", "мониторинг", "mitigated", "recovering", "en seguimiento",
      "monitoraggio in corso", "wordt gemonitord", "em monitoramento",
    ],
    "Resolved": [
      "resolved", "تم الحل", "vyřešeno", "behoben", "resuelto", "résolu", "נפתרה", "risolto",
      "解決済み", "해결됨", "opgelost", "rozwiązano", "resolvido", "löst", "çözüldü", "вирішено", "已解决",
      "gelöst", "erledigt", "résolue", "résolution", "resuelta", "solucionado", "solucionada",
      "resolvida", "risolta", "rozwiązane", "åtgärdat", "решено", "resolution", "fixed",
      "solved", "closed", "recovered", "усунено",
    ],
    "Retracted": [
      "retracted", "تم السحب", "odvoláno", "zurückgezogen", "retirado", "retiré",
      "ritirato", "取り下げ", "철회됨", "ingetrokken", "wycofano", "återkallad", "geri çekildi",
      "відкликано", "已撤回", "false alarm", "إنذار كاذب", "planý poplach", "fehlalarm",
      "falsa alarma", "fausse alerte", "אזעקת שווא", "falso allarme", "誤報", "오경보", "vals alarm",
      "fałszywy alarm", "alarme falso", "falskt larm", "yanlış alarm", "хибна тривога", "误报",
    ],
    "Update": [
      "update", "تحديث", "aktualizace", "aktualisierung", "actualización", "mise à jour",
      "עדכון", "aggiornamento", "更新", "업데이트", "aktualizacja", "atualização", "uppdatering",
      "güncelleme", "оновлення", "mise-à-jour", "updates", "обновление",
    ],
    "Scheduled": [
      "scheduled", "مجدولة", "naplánováno", "geplant", "programado", "planifiée", "מתוכננת",
      "programmata", "予定", "예정", "gepland", "zaplanowano", "programada", "planerat", "planlandı",
      "заплановано", "已计划", "geplante wartung", "planifié", "pianificato", "pianificata",
      "agendado", "agendada", "planned", "запланировано", "예정됨", "已安排",
    ],
    "In progress": [
      "in progress", "جارية", "probíhá", "in arbeit", "en curso", "en cours", "מתבצעת",
      "in corso", "実施中", "진행 중", "bezig", "w toku", "em andamento", "pågår", "sürüyor", "триває",
      "进行中", "in bearbeitung", "wird ausgeführt", "en progreso", "em progresso", "started", "läuft",
      "in uitvoering", "devam ediyor",
      "выполняется",
    ],
    "Verifying": [
      "verifying", "قيد التحقق", "ověřujeme", "wird geprüft", "en verificación", "vérification",
      "באימות", "in verifica", "確認中", "확인 중", "wordt gecontroleerd", "weryfikacja",
      "em verificação", "kontrolleras", "doğrulanıyor", "перевіряємо", "验证中", "בבדיקה סופית",
      "검증 중",
    ],
    "Completed": [
      "completed", "مكتملة", "dokončeno", "abgeschlossen", "finalizado", "terminée", "הושלמה",
      "completata", "完了", "완료", "voltooid", "zakończono", "concluída", "slutfört", "tamamlandı",
      "завершено", "已完成", "fertig", "terminé", "completado", "completada", "concluído",
      "completato", "afgerond", "complete", "done", "finished", "завершена", "완료됨",
    ],
    "Cancelled": [
      "cancelled", "ملغاة", "zrušeno", "abgesagt", "cancelado", "annulée", "annullata", "中止",
      "취소", "geannuleerd", "odwołano", "cancelada", "inställt", "i̇ptal edildi", "скасовано",
      "已取消", "abgebrochen", "storniert", "annulé", "annullato", "canceled", "отменено", "בוטלה",
      "취소됨",
    ],
  ]
  var states: [String: String] = [:]
  for (state, names) in words {
    for name in names { states[name.lowercased()] = state }
  }
  return states
}()
