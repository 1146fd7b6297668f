export default {
  layout: "article.njk", permalink: (data) => `/articles/${data.year}/${data.page.filePathStem.split("/").pop()}/`,
};
