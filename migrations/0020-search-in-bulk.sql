-- Counts of words are updated in place while there is room on their page; otherwise each new count
-- would be entered once more in the index of like words.
alter table search_words set (fillfactor = 50);
