const SIZE = 100;
function divided(groups) {
  const pages = [];
  for (const [id, items] of groups) {
    for (let at = 0; at < items.length; at += SIZE) {
      pages.push({ id, number: at / SIZE + 1, total: Math.ceil(items.length / SIZE), items: items.slice(at, at + SIZE) });
    }
  }
  return pages;
}
function grouped(articles, keys) {
  const groups = new Map();
  for (const article of articles) for (const key of keys(article)) {
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(article);
  }
  return groups;
}
export default function (config) {
  const articles = (api) => api.getFilteredByGlob("content/articles/*.md");
  config.addCollection("articles", articles);
  config.addCollection("actorPages", (api) => divided(grouped(articles(api), (one) => one.data.actors)));
  config.addCollection("topicPages", (api) => divided(grouped(articles(api), (one) => one.data.topics)));
  config.addCollection("yearPages", (api) => divided(grouped(articles(api), (one) => [one.data.year])));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("newest", (list, n) => list.slice(-n).reverse());
  config.addPassthroughCopy({ "static/style.css": "style.css" });
  return { dir: { input: "content", includes: "../includes", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
